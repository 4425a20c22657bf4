{{/* Variables from the Secret, and their keys in it: no more than this service needs. */}}
{{- define "todo-frontend.secretVariables" -}}
API_TOKEN_SECRET: {{ .Values.secret.tokenSecretKey | quote }}
BETTER_AUTH_SECRET: {{ .Values.secret.authSecretKey | quote }}
{{- end -}}
