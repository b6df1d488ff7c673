"""Readers without Spark."""

import os

import pytest

from recipes import frame


def test_pandas(warehouse, published):
    forecast = frame("pandas")
    published.is_told(len(forecast), forecast.run_id.unique(), forecast["mean"].sum())


def test_deltalake(warehouse, published):
    forecast = frame("deltalake").to_pandas()
    published.is_told(len(forecast), forecast.run_id.unique(), forecast["mean"].sum())


def test_polars(warehouse, published):
    forecast = frame("polars")
    published.is_told(forecast.height, forecast["run_id"].unique(), forecast["mean"].sum())


def test_duckdb(warehouse, published):
    forecast = frame("duckdb")
    published.is_told(len(forecast), forecast.run_id.unique(), forecast["mean"].sum())


def test_materialised_table_says_which_publication_it_is_of(warehouse, published):
    from deltalake import DeltaTable

    copy = DeltaTable(os.path.join(warehouse, "forecast_current")).to_pandas()
    published.is_told(len(copy), copy.run_id.unique(), copy["mean"].sum())
    publications = DeltaTable(os.path.join(warehouse, "publications")).to_pandas()
    assert set(copy.publication_seq) == {publications.publication_seq.max()}


@pytest.mark.parametrize("table", ["forecasts", "publications", "accuracy", "forecast_current"])
def test_tables_ask_for_the_first_reader_protocol(warehouse, table):
    from deltalake import DeltaTable

    assert DeltaTable(os.path.join(warehouse, table)).protocol().min_reader_version == 1
