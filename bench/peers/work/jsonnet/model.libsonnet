local isTag(text) =
  std.length(text) >= 1 && std.length(text) <= 128 &&
  std.all([std.member('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-', char) for char in std.stringChars(text)]) &&
  !std.member('.-', text[0]);

local model = {
  values:: {
    assert self.replicaCount >= 1 && self.replicaCount <= 50 : 'replicaCount: from 1 to 50',
    assert isTag(self.image.tag) : 'image.tag: no tag',
    assert std.member(['IfNotPresent', 'Always', 'Never'], self.image.pullPolicy) : 'image.pullPolicy',
    assert std.member(['ClusterIP', 'NodePort', 'LoadBalancer'], self.service.type) : 'service.type',
    assert self.service.port >= 1 && self.service.port <= 65535 : 'service.port: from 1 to 65535',
    assert std.isBoolean(self.ingress.enabled) && std.isString(self.ingress.host) : 'ingress',
    // Pods to run
    replicaCount: 1,
    image: {
      repository: 'docker.io/nginxinc/nginx-unprivileged',
      tag: error 'image.tag is needed',
      pullPolicy: if self.tag == 'latest' then 'Always' else 'IfNotPresent',
    },
    service: { type: 'ClusterIP', port: 80 },
    ingress: { enabled: self.host != '', host: '' },
    env: [],
    resources: {},
    podAnnotations: {},
  },

  environment:: {
    local env = self,
    assert std.member(['small', 'medium', 'large'], self.size) : 'size',
    assert self.size != 'large' || self.tag != 'latest' : 'tag: a version',
    name: error 'name is needed',
    size: 'small',
    host: '',
    tag: '1.29',
    local factor = { small: 1, medium: 2, large: 4 }[self.size],
    values:: model.values {
      replicaCount: factor,
      image+: { tag: env.tag },
      ingress+: { host: env.host },
      env: [
        { name: 'PUBLIC_URL', value: if env.host == '' then '' else 'https://' + env.host },
        { name: 'LOG_LEVEL', value: if env.size == 'small' then 'debug' else 'info' },
      ],
      resources: {
        requests: { cpu: '%dm' % (100 * factor), memory: '%dMi' % (64 * factor) },
        limits: { memory: '%dMi' % (128 * factor) },
      },
    },
  },
};

model
