package io.demandforecast.lineage;

import io.demandforecast.log.TableUse;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DatasetFacets;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.utils.DatasetIdentifier;
import io.openlineage.client.utils.filesystem.FilesystemDatasetUtils;
import io.openlineage.client.utils.jdbc.JdbcDatasetUtils;
import java.util.List;
import java.util.Properties;
import java.util.function.BiFunction;
import org.apache.hadoop.fs.Path;

/** Tables as OpenLineage tells of them. */
final class Datasets {
  private final OpenLineage lineage;

  Datasets(OpenLineage lineage) {
    this.lineage = lineage;
  }

  List<InputDataset> inputs(List<TableUse> read) {
    return all(
        read,
        (name, facets) ->
            lineage.newInputDataset(name.getNamespace(), name.getName(), facets, null));
  }

  List<OutputDataset> outputs(List<TableUse> written) {
    return all(
        written,
        (name, facets) ->
            lineage.newOutputDataset(name.getNamespace(), name.getName(), facets, null));
  }

  private <D> List<D> all(
      List<TableUse> uses, BiFunction<DatasetIdentifier, DatasetFacets, D> dataset) {
    return uses.stream().map(use -> dataset.apply(name(use.place()), facets(use))).toList();
  }

  /** By OpenLineage's naming of datasets, so that other tools mean the same by the same name. */
  static DatasetIdentifier name(String place) {
    if (place.startsWith("jdbc:")) {
      int table = place.lastIndexOf('#');
      return JdbcDatasetUtils.getDatasetIdentifier(
          place.substring(0, table), place.substring(table + 1), new Properties());
    }
    // A pattern has characters that no URI has as they are.
    return FilesystemDatasetUtils.fromLocation(new Path(place).toUri());
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
