from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families


def count(client: TestClient, **labels: str) -> float:
    families = text_string_to_metric_families(client.get("/metrics").text)
    samples = (sample for family in families for sample in family.samples)
    return sum(sample.value for sample in samples if sample.name == "http_requests_total" and sample.labels == labels)


def test_counts_by_route_template(client: TestClient) -> None:
    labels = {"method": "GET", "route": "/todos/{todo_id}", "status": "404"}
    before = count(client, **labels)
    for number in range(3):
        client.get(f"/todos/00000000-0000-0000-0000-00000000000{number}")
    assert count(client, **labels) == before + 3


def test_unknown_paths_and_methods_share_a_label(client: TestClient) -> None:
    labels = {"method": "other", "route": "unmatched", "status": "404"}
    before = count(client, **labels)
    for name in ("one", "two"):
        client.request(name.upper(), f"/{name}")
    assert count(client, **labels) == before + 2
