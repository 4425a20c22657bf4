{{- define "todo-backend.testName" -}}
{{- include "todo-backend.fullname" . | trunc 58 | trimSuffix "-" }}-test
{{- end -}}

{{/* Not the selector labels: the Service must not send requests to the test. */}}
{{- define "todo-backend.testLabels" -}}
app.kubernetes.io/name: {{ include "todo-backend.testName" . }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: test
{{- end -}}
