{{/* Name of the service in labels. */}}
{{- define "<CHARTNAME>.name" -}}
{{- ternary .Chart.Name .Values.nameOverride (empty .Values.nameOverride) -}}
{{- end -}}

{{/* Name of every object: the release's, with the service's unless it is in it. A label or a Service name holds 63 characters. */}}
{{- define "<CHARTNAME>.fullname" -}}
{{- $name := include "<CHARTNAME>.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels that select the pods: they never change in the life of a release. */}}
{{- define "<CHARTNAME>.selectorLabels" -}}
app.kubernetes.io/name: {{ include "<CHARTNAME>.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "<CHARTNAME>.labels" -}}
{{ include "<CHARTNAME>.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: todo
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{/* Labels of the pods: the chart's own win, or the Service would lose them. */}}
{{- define "<CHARTNAME>.podLabels" -}}
{{ merge (include "<CHARTNAME>.selectorLabels" . | fromYaml) .Values.podLabels | toYaml }}
{{- end -}}

{{/* Annotations of the pods: the chart's own win, or what they read could change without a restart. */}}
{{- define "<CHARTNAME>.podAnnotations" -}}
{{- $config := include (print $.Template.BasePath "/configmap.yaml") . | sha256sum -}}
{{- $own := dict "checksum/config" $config "checksum/secret" (include "<CHARTNAME>.secretChecksum" .) -}}
{{ merge $own .Values.podAnnotations | toYaml }}
{{- end -}}

{{- define "<CHARTNAME>.image" -}}
{{- with .Values.image -}}
{{- printf "%s:%s" .repository .tag -}}{{- with .digest -}}{{- printf "@%s" . -}}{{- end -}}
{{- end -}}
{{- end -}}

{{/* Account that the pods run as; empty is the namespace's default. */}}
{{- define "<CHARTNAME>.serviceAccountName" -}}
{{- with .Values.serviceAccount -}}
{{- if and .create (empty .name) -}}
{{- include "<CHARTNAME>.fullname" $ -}}
{{- else -}}
{{- .name -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* "true" where the pods keep their data in a file on a volume. */}}
{{- define "<CHARTNAME>.usesVolume" -}}
{{- if eq .Values.database.kind "sqlite" -}}true{{- end -}}
{{- end -}}

{{/* Two pods would write to one SQLite file. No schema can say so in words. */}}
{{- define "<CHARTNAME>.refuseSecondPod" -}}
{{- if include "<CHARTNAME>.usesVolume" . -}}
{{- $why := "with database.kind sqlite, a file that one pod at a time may have open" -}}
{{- if .Values.autoscaling.enabled -}}
{{- fail (printf "autoscaling.enabled must be false %s, but is true: turn it off, or set database.kind to postgres" $why) -}}
{{- else if gt (int .Values.replicaCount) 1 -}}
{{- fail (printf "replicaCount must be 1 %s, but is %d: lower it, or set database.kind to postgres" $why (int .Values.replicaCount)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/*
Pods to run; empty leaves the number to the autoscaler. Kubernetes takes a number that an upgrade takes away for 1, and ends
all pods but one: so the number that there is is told again, until it is the autoscaler's by server-side apply and stays
whatever Helm leaves out. From then on to tell it would be in the way of a rollback.
*/}}
{{- define "<CHARTNAME>.replicas" -}}
{{- if not .Values.autoscaling.enabled -}}
{{- int .Values.replicaCount -}}
{{- else -}}
{{- with lookup "apps/v1" "Deployment" .Release.Namespace (include "<CHARTNAME>.fullname" .) -}}
{{- $isApplied := false -}}
{{- $isOthers := false -}}
{{- range .metadata.managedFields -}}
{{- if and (eq .manager "helm") (eq .operation "Apply") -}}
{{- $isApplied = true -}}
{{- else if hasKey (dig "f:spec" dict .fieldsV1) "f:replicas" -}}
{{- $isOthers = true -}}
{{- end -}}
{{- end -}}
{{- if not (and $isApplied $isOthers) -}}
{{- max (int $.Values.autoscaling.minReplicas) (min (int $.Values.autoscaling.maxReplicas) (int .spec.replicas)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "<CHARTNAME>.claimName" -}}
{{- with .Values.persistence.existingClaim -}}
{{- . -}}
{{- else -}}
{{- include "<CHARTNAME>.fullname" . -}}
{{- end -}}
{{- end -}}

{{/* "true" where an object of this kind and name is in the cluster and in this release. */}}
{{- define "<CHARTNAME>.isInRelease" -}}
{{- with (lookup "v1" .kind .root.Release.Namespace .name).metadata -}}
{{- if eq (dig "annotations" "meta.helm.sh/release-name" "" .) $.root.Release.Name -}}true{{- end -}}
{{- end -}}
{{- end -}}

{{/*
"true" where the release has a claim of its own. One that is in the cluster stays in the release when the pods use it no
more: Helm keeps it there, and could not roll back to a revision that has what this one has not.
*/}}
{{- define "<CHARTNAME>.ownsClaim" -}}
{{- if and (include "<CHARTNAME>.usesVolume" .) .Values.persistence.enabled (not .Values.persistence.existingClaim) -}}
true
{{- else -}}
{{- include "<CHARTNAME>.isInRelease" (dict "root" . "kind" "PersistentVolumeClaim" "name" (include "<CHARTNAME>.fullname" .)) -}}
{{- end -}}
{{- end -}}

{{/*
"true" where the release has the Secret. One that it made stays in it when the chart is to make none any more: Helm would
delete what the pods go on reading, with the database's URL that was added to it.
*/}}
{{- define "<CHARTNAME>.ownsSecret" -}}
{{- if .Values.secret.create -}}
true
{{- else -}}
{{- include "<CHARTNAME>.isInRelease" (dict "root" . "kind" "Secret" "name" .Values.secret.name) -}}
{{- end -}}
{{- end -}}

{{/*
Changes when the Secret in the cluster does, or its revision. A Secret that the same install makes is not there to be
looked up yet, so the first upgrade after that install restarts the pods once. One that was deleted is made anew by an upgrade,
which restarts them too.
*/}}
{{- define "<CHARTNAME>.secretChecksum" -}}
{{- $data := (lookup "v1" "Secret" .Release.Namespace .Values.secret.name).data -}}
{{- if and (not $data) .Values.secret.create .Release.IsUpgrade -}}
{{- $data = randAlphaNum 48 -}}
{{- end -}}
{{- dict "revision" .Values.secret.revision "data" $data | toJson | sha256sum -}}
{{- end -}}

{{/* Egress to name servers, and to PostgreSQL where that is the database. */}}
{{- define "<CHARTNAME>.commonEgress" -}}
{{- with .Values.networkPolicy.dns }}
- to:
    {{- toYaml . | nindent 4 }}
  ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
{{- end }}
{{- if eq .Values.database.kind "postgres" }}
{{- include "<CHARTNAME>.egressTo" .Values.networkPolicy.database }}
{{- end }}
{{- end -}}

{{/* Egress to one destination; none where it has no peers. */}}
{{- define "<CHARTNAME>.egressTo" -}}
{{- if .peers }}
- to:
    {{- toYaml .peers | nindent 4 }}
  ports:
    - port: {{ int .port }}
      protocol: TCP
{{- end }}
{{- end -}}
