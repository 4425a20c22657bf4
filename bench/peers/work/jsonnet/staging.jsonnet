local model = import 'model.libsonnet';

std.manifestYamlDoc(
  (model.environment { name: 'staging', size: 'medium', host: 'staging.example.com', tag: '1.29' }).values
)
