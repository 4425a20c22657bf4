{{/* Variables from the Secret, and their keys in it: no more than this service needs. */}}
{{- define "todo-backend.secretVariables" -}}
API_TOKEN_SECRET: {{ .Values.secret.tokenSecretKey | quote }}
{{- end -}}
