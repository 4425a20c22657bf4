{{- define "todo-frontend.testCommand" -}}
{{- $url := printf "http://%s:%d/readyz" (include "todo-frontend.fullname" .) (int .Values.service.port) -}}
{{- list "node" "-e" (printf "fetch('%s').then(async (r) => { console.log(await r.text()); process.exit(r.ok ? 0 : 1); })" $url) | toJson -}}
{{- end -}}
