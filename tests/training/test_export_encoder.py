"""The graph of the encoder that ships is the one that the training writes."""

from index.minilm import GRAPH
from training.export_encoder import encoder_graph


def test_the_shipped_graph_is_what_the_export_writes() -> None:
    assert encoder_graph().SerializeToString(deterministic=True) == GRAPH.read_bytes()
