local model = import 'model.libsonnet';
local sizes = ['small', 'medium', 'large'];

function(count) {
  ['env-%d.yaml' % index]: std.manifestYamlDoc(
    (model.environment {
       name: 'env-%d' % index,
       size: sizes[index % 3],
       host: 'env-%d.example.com' % index,
       tag: '1.%d' % index,
     }).values
  )
  for index in std.range(0, count - 1)
}
