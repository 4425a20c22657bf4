{{- define "<CHARTNAME>.testName" -}}
{{- include "<CHARTNAME>.fullname" . | trunc 58 | trimSuffix "-" }}-test
{{- end -}}

{{/* Not the selector labels: the Service must not send requests to the test. */}}
{{- define "<CHARTNAME>.testLabels" -}}
app.kubernetes.io/name: {{ include "<CHARTNAME>.testName" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: test
{{- end -}}
