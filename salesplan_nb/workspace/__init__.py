"""The workspace: what the analyst decided (plan.yml) and where the data is (sources.yml)."""
