{{- define "todo-backend.testCommand" -}}
{{- $url := printf "http://%s:%d/readyz" (include "todo-backend.fullname" .) (int .Values.service.port) -}}
{{- list "python" "-c" (printf "import urllib.request; print(urllib.request.urlopen('%s', timeout=10).read())" $url) | toJson -}}
{{- end -}}
