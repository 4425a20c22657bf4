{{/* Right after an installation the cluster's network may not know the Service yet: it is asked for a minute. */}}
{{- define "todo-backend.testCommand" -}}
{{- $url := printf "http://%s:%d/readyz" (include "todo-backend.fullname" .) (int .Values.service.port) -}}
{{- list "python" "-c" (include "todo-backend.testScript" .) $url "60" | toJson -}}
{{- end -}}

{{- define "todo-backend.testScript" -}}
import sys, time, urllib.request
end = time.monotonic() + int(sys.argv[2])
while True:
    try:
        print(urllib.request.urlopen(sys.argv[1], timeout=10).read().decode())
        break
    except OSError as error:
        print(error, flush=True)
        if time.monotonic() > end:
            sys.exit(1)
        time.sleep(1)
{{- end -}}
