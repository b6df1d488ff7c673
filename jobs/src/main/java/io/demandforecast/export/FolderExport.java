package io.demandforecast.export;

import io.demandforecast.config.ExportSettings.FileFormat;
import io.demandforecast.config.ExportSettings.Folder;
import io.demandforecast.config.ExportSettings.Mode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.storage.ConditionalFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Hands publications over as files: data files in a folder of their own first, then a manifest with
 * their checksums, whole or not at all. Whoever reads what a manifest names reads one publication.
 *
 * <pre>
 * FOLDER/CONTENT/CHANNEL/current.json                       what is current: a copy of
 *                        publication-000007.json            the manifest of a publication
 *                        publication-000007-3f2a91bc/...    its files, and SHA256SUMS
 * </pre>
 */
public final class FolderExport implements Destination {
  private static final String CURRENT = "current.json";
  private static final Pattern OF_PUBLICATION =
      Pattern.compile("publication-(\\d{6,})(?:\\.json|-[0-9a-f]{8})");
  private static final int ID_LENGTH = 8;

  /** The one before the current one may be being read. */
  private static final int KEPT = 2;

  private static final Map<String, String> CSV =
      Map.of(
          "header", "true",
          "quote", "\"",
          "escape", "\"",
          "ignoreLeadingWhiteSpace", "false",
          "ignoreTrailingWhiteSpace", "false");

  private final SparkSession spark;
  private final FileFormat format;
  private final Path root;

  /**
   * @param content name of what is handed over
   * @param channel whose publications
   */
  public FolderExport(SparkSession spark, Folder target, String content, String channel) {
    this.spark = spark;
    this.format = target.format();
    this.root = new Path(new Path(target.location(), content), channel);
  }

  @Override
  public String place() {
    return root.toString();
  }

  @Override
  public long put(Shipment shipment) {
    try {
      return once(shipment);
    } catch (IOException failure) {
      throw ForecastException.transientFailure(
          place()
              + " could not be written: "
              + failure.getMessage()
              + ". What was current there before still is. Try again.",
          failure);
    }
  }

  private long once(Shipment shipment) throws IOException {
    FileSystem files = root.getFileSystem(configuration());
    files.mkdirs(root);
    ConditionalFiles manifests = ConditionalFiles.of(root, configuration());
    Optional<FileManifest> current = manifest(files, new Path(root, CURRENT));
    long sequence = shipment.publication().sequence();
    refuseLater(shipment, current);
    String name = "publication-%06d".formatted(sequence);
    Path path = new Path(root, name + ".json");
    Optional<FileManifest> before =
        manifest(files, path)
            .filter(one -> one.runId().equals(shipment.publication().runId()) && isWhole(one));
    FileManifest whole =
        before.isPresent() ? before.get() : write(files, manifests, shipment, name);
    if (current.isEmpty() || current.get().sequence() <= sequence) {
      refuseLater(shipment, manifest(files, new Path(root, CURRENT)));
      manifests.replace(new Path(root, CURRENT), bytes(files, path));
    }
    clear(files, shipment.mode());
    return whole.rows();
  }

  private void refuseLater(Shipment shipment, Optional<FileManifest> current) {
    if (shipment.mode() == Mode.CURRENT
        && current.isPresent()
        && current.get().sequence() > shipment.publication().sequence()) {
      throw Checks.later(shipment, place(), current.get().sequence());
    }
  }

  private FileManifest write(
      FileSystem files, ConditionalFiles manifests, Shipment shipment, String name)
      throws IOException {
    String folder = name + "-" + UUID.randomUUID().toString().substring(0, ID_LENGTH);
    Path data = new Path(root, folder);
    String kind = format.name().toLowerCase(Locale.ROOT);
    shipment
        .rows()
        .write()
        .format(kind)
        .options(format == FileFormat.CSV ? CSV : Map.of())
        .save(data.toString());
    // Read again, since what counts is what can be read.
    long rows =
        spark
            .read()
            .format(kind)
            .options(format == FileFormat.CSV ? countable() : Map.of())
            .schema(shipment.rows().schema())
            .load(data.toString())
            .count();
    Checks.requireWhole(shipment, rows);
    List<String> paths =
        Arrays.stream(files.listStatus(data))
            .map(FileStatus::getPath)
            .map(Path::getName)
            .filter(file -> file.startsWith("part-"))
            .map(file -> folder + "/" + file)
            .sorted()
            .toList();
    FileManifest manifest =
        new FileManifest(
            shipment.publication().sequence(), shipment.publication().runId(), rows, sums(paths));
    String lines =
        manifest.files().stream()
            .map(f -> f.sha256() + "  " + f.path().substring(folder.length() + 1) + "\n")
            .collect(Collectors.joining());
    manifests.replace(new Path(data, "SHA256SUMS"), lines.getBytes(StandardCharsets.UTF_8));
    manifests.replace(new Path(root, name + ".json"), manifest.text(shipment, kind));
    return manifest;
  }

  /** A text within quotes may hold ends of lines. */
  private static Map<String, String> countable() {
    Map<String, String> options = new java.util.HashMap<>(CSV);
    options.put("multiLine", "true");
    options.put("mode", "FAILFAST");
    return options;
  }

  /** Whether the files of a manifest are there as they were written. */
  private boolean isWhole(FileManifest manifest) {
    try {
      return sums(manifest.files().stream().map(FileManifest.OneFile::path).toList())
          .equals(manifest.files());
    } catch (IOException | RuntimeException damaged) {
      // Whatever it is: it is written again.
      org.slf4j.LoggerFactory.getLogger(FolderExport.class)
          .warn("files of publication {} in {} are damaged", manifest.sequence(), root, damaged);
      return false;
    }
  }

  /** Size and checksum of files below the root, each read by a task. */
  private List<FileManifest.OneFile> sums(List<String> paths) throws IOException {
    if (paths.isEmpty()) {
      return List.of();
    }
    String below = root.toString();
    SerializableConfiguration configuration = new SerializableConfiguration(configuration());
    try {
      return JavaSparkContext.fromSparkContext(spark.sparkContext())
          .parallelize(paths, Math.min(paths.size(), 1000))
          .map(path -> FileSum.of(below, path, configuration.value()))
          .collect()
          .stream()
          .map(sum -> new FileManifest.OneFile(sum.path(), sum.bytes(), sum.sha256()))
          .toList();
    } catch (Exception failure) {
      // Spark throws what its methods do not declare.
      if (failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IOException(failure.getMessage(), failure);
    }
  }

  /** Takes away what no manifest names any more, and of publications that came before. */
  private void clear(FileSystem files, Mode mode) throws IOException {
    long current =
        manifest(files, new Path(root, CURRENT)).map(FileManifest::sequence).orElseThrow();
    List<Long> manifests = new ArrayList<>();
    Set<String> named = new HashSet<>();
    List<FileStatus> all = Arrays.asList(files.listStatus(root));
    for (FileStatus file : all) {
      Matcher name = OF_PUBLICATION.matcher(file.getPath().getName());
      if (file.isFile() && name.matches()) {
        manifests.add(Long.valueOf(name.group(1)));
        manifest(files, file.getPath()).stream()
            .flatMap(one -> one.files().stream())
            .map(one -> one.path().substring(0, one.path().indexOf('/')))
            .forEach(named::add);
      }
    }
    manifests.removeIf(sequence -> sequence > current);
    manifests.sort(Comparator.reverseOrder());
    long oldest = mode == Mode.RUNS || manifests.size() < KEPT ? 0 : manifests.get(KEPT - 1);
    for (FileStatus file : all) {
      Matcher name = OF_PUBLICATION.matcher(file.getPath().getName());
      if (!name.matches()) {
        continue;
      }
      long sequence = Long.parseLong(name.group(1));
      // One that is being written is not named yet: it is of the current publication or a later
      // one.
      boolean leftOver =
          file.isDirectory() && sequence < current && !named.contains(file.getPath().getName());
      if (sequence < oldest || leftOver) {
        files.delete(file.getPath(), true);
      }
    }
  }

  private static Optional<FileManifest> manifest(FileSystem files, Path path) throws IOException {
    try {
      return Optional.of(FileManifest.parse(bytes(files, path), path.toString()));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(FileSystem files, Path path) throws IOException {
    try (var in = files.open(path)) {
      return in.readAllBytes();
    }
  }

  private Configuration configuration() {
    return spark.sparkContext().hadoopConfiguration();
  }
}
