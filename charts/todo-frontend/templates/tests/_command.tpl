{{/*
The page is ready without its backend, and says so; a release is right only with it. Right after an installation the
cluster's network may not know the Services yet: it is asked for a minute.
*/}}
{{- define "todo-frontend.testCommand" -}}
{{- $url := printf "http://%s:%d/readyz" (include "todo-frontend.fullname" .) (int .Values.service.port) -}}
{{- list "node" "-e" (include "todo-frontend.testScript" .) $url "60" | toJson -}}
{{- end -}}

{{- define "todo-frontend.testScript" -}}
const ask = async () => {
  const answer = await fetch(process.argv[1], { signal: AbortSignal.timeout(10000) });
  const text = await answer.text();
  console.log(text);
  return answer.ok && JSON.parse(text).backend === "ready";
};
const again = async (end) => {
  if (await ask().catch((error) => console.log(String(error.cause ?? error)))) return;
  if (Date.now() > end) process.exit(1);
  setTimeout(again, 1000, end);
};
again(Date.now() + Number(process.argv[2]) * 1000);
{{- end -}}
