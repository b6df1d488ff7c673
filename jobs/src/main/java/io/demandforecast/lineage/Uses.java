package io.demandforecast.lineage;

import io.demandforecast.log.TableUse;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DatasetFacets;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.utils.DatasetIdentifier;
import io.openlineage.client.utils.filesystem.FilesystemDatasetUtils;
import io.openlineage.client.utils.jdbc.JdbcDatasetUtils;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The tables that something used: each once, with the version it was read in first and the one it
 * was written as last.
 */
final class Uses {
  private final OpenLineage lineage;
  private final Map<String, TableUse> read = new LinkedHashMap<>();
  private final Map<String, TableUse> written = new LinkedHashMap<>();

  Uses(OpenLineage lineage) {
    this.lineage = lineage;
  }

  void add(TableUse use) {
    switch (use.kind()) {
      case READ -> read.putIfAbsent(use.place(), use);
      case WRITTEN -> written.put(use.place(), use);
    }
  }

  List<InputDataset> inputs() {
    return read.values().stream()
        .map(
            use -> {
              DatasetIdentifier name = name(use.place());
              return lineage.newInputDataset(
                  name.getNamespace(), name.getName(), facets(use), null);
            })
        .toList();
  }

  List<OutputDataset> outputs() {
    return written.values().stream()
        .map(
            use -> {
              DatasetIdentifier name = name(use.place());
              return lineage.newOutputDataset(
                  name.getNamespace(), name.getName(), facets(use), null);
            })
        .toList();
  }

  /** By OpenLineage's naming of datasets, so that other tools mean the same by the same name. */
  static DatasetIdentifier name(String place) {
    if (place.startsWith("jdbc:")) {
      int table = place.lastIndexOf('#');
      return JdbcDatasetUtils.getDatasetIdentifier(
          place.substring(0, table), place.substring(table + 1), new Properties());
    }
    return FilesystemDatasetUtils.fromLocation(URI.create(place.replace(" ", "%20")));
  }

  private DatasetFacets facets(TableUse use) {
    var facets = lineage.newDatasetFacetsBuilder();
    use.version()
        .ifPresent(
            version ->
                facets.version(lineage.newDatasetVersionDatasetFacet(Long.toString(version))));
    if (!use.columns().isEmpty()) {
      facets.schema(
          lineage.newSchemaDatasetFacet(
              use.columns().entrySet().stream()
                  .map(
                      column ->
                          lineage
                              .newSchemaDatasetFacetFieldsBuilder()
                              .name(column.getKey())
                              .type(column.getValue())
                              .build())
                  .toList()));
    }
    return facets.build();
  }
}
