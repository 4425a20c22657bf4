{{- define "todo-frontend.testName" -}}
{{- include "todo-frontend.fullname" . | trunc 58 | trimSuffix "-" }}-test
{{- end -}}

{{/* Not the selector labels: the Service must not send requests to the test. */}}
{{- define "todo-frontend.testLabels" -}}
app.kubernetes.io/name: {{ include "todo-frontend.testName" . }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: test
{{- end -}}
