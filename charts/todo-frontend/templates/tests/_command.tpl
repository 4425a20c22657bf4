{{/* The page is ready without its backend, and says so; a release is right only with it. */}}
{{- define "todo-frontend.testCommand" -}}
{{- $url := printf "http://%s:%d/readyz" (include "todo-frontend.fullname" .) (int .Values.service.port) -}}
{{- list "node" "-e" (printf "fetch('%s', { signal: AbortSignal.timeout(10000) }).then(async (r) => { const body = await r.text(); console.log(body); process.exit(r.ok && JSON.parse(body).backend === 'ready' ? 0 : 1); })" $url) | toJson -}}
{{- end -}}
