from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Tag = Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Image(Strict):
    """Image that the pods run."""

    repository: str = Field("docker.io/nginxinc/nginx-unprivileged", min_length=1)
    tag: Tag = "1.29"
    pullPolicy: Literal["IfNotPresent", "Always", "Never"] = "IfNotPresent"


class Service(Strict):
    type: Literal["ClusterIP", "NodePort", "LoadBalancer"] = "ClusterIP"
    port: int = Field(80, ge=1, le=65535)


class Ingress(Strict):
    enabled: bool = False
    host: str = ""


class Variable(Strict):
    name: str = Field(min_length=1)
    value: str


class Amounts(Strict):
    cpu: str | None = None
    memory: str


class Resources(Strict):
    requests: Amounts | None = None
    limits: Amounts | None = None


class Values(Strict):
    replicaCount: int = Field(1, ge=1, le=50, description="Pods to run")
    image: Image = Field(default_factory=Image)
    service: Service = Field(default_factory=Service)
    ingress: Ingress = Field(default_factory=Ingress)
    env: list[Variable] = []
    resources: Resources = Field(default_factory=Resources)
    podAnnotations: dict[str, str] = {}


class Environment(Strict):
    name: str
    size: Literal["small", "medium", "large"] = Field("small", description="How much it serves.")
    host: str = Field("", description='Host name; "" for none.')
    tag: Tag = "1.29"

    @model_validator(mode="after")
    def pinned_version(self) -> Self:
        if self.size == "large" and self.tag == "latest":
            raise ValueError("tag: a version")
        return self

    def values(self) -> Values:
        factor = {"small": 1, "medium": 2, "large": 4}[self.size]
        return Values(
            replicaCount=factor,
            image=Image(tag=self.tag, pullPolicy="Always" if self.tag == "latest" else "IfNotPresent"),
            ingress=Ingress(enabled=self.host != "", host=self.host),
            env=[
                Variable(name="PUBLIC_URL", value=f"https://{self.host}" if self.host else ""),
                Variable(name="LOG_LEVEL", value="debug" if self.size == "small" else "info"),
            ],
            resources=Resources(
                requests=Amounts(cpu=f"{100 * factor}m", memory=f"{64 * factor}Mi"),
                limits=Amounts(memory=f"{128 * factor}Mi"),
            ),
        )
