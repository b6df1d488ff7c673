package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceChecksTest {
  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  @Test
  void withoutRootsFilesMayBeAnywhereOnKnownFileSystems() {
    for (String place :
        List.of("data", "/data", "s3a://bucket/raw", "hdfs://name:8020/raw", "file:/data")) {
      assertEquals(place, load(place).storage().data());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host/raw",
        "https://host/raw",
        "ftp://host/raw",
        "jar:file:/a.jar!/x",
        "s3n://bucket/x",
        "webhdfs://host/raw",
        "JDBC:postgresql://host/x"
      })
  void otherFileSystemsAreRefused(String place) {
    assertRefused(place, "is not among security.schemes = file, hdfs, s3a, abfss, gs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ROOT/inner",
        "ROOT",
        "ROOT/a/../b",
        "file:ROOT/inner",
        "file://ROOT/inner",
        "s3a://bucket/shop/raw",
        "s3a://bucket/shop",
        "s3a://bucket/x/../shop/raw"
      })
  void placesBelowARootPass(String place) {
    assertEquals(at(place), rooted(at(place)).storage().data());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc",
        "ROOT/../elsewhere",
        "ROOTward",
        "file:/etc",
        "file:///etc",
        "s3a://bucket/shopping",
        "s3a://other/shop",
        "s3a://bucket/shop/../other",
        "s3a://bucket/shop/%2e%2e/other",
        "data"
      })
  void placesElsewhereAreRefused(String place) {
    String refusal = fixture.refusal(List.of("storage.data=" + at(place)), roots());
    assertTrue(refusal.contains("leads out of the folders that security.roots allows"), refusal);
  }

  @Test
  void aLinkCountsAsThePlaceItLeadsTo() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createDirectories(folder.resolve("root"));
    Files.createSymbolicLink(folder.resolve("root/link"), elsewhere);
    String refusal = fixture.refusal(List.of("storage.warehouse=" + at("ROOT/link/w")), roots());
    assertTrue(refusal.contains("storage.warehouse"), refusal);
  }

  @Test
  void whoStartsACommandCannotWidenWhatTheEnvironmentAllows() {
    for (String set : List.of("security.roots=[]", "security.schemes=[http]")) {
      String refusal = fixture.refusal(List.of(set), Map.of());
      assertTrue(refusal.contains("is set by files and the environment alone"), refusal);
    }
    String refusal =
        fixture.refusal(List.of("storage.data=/etc"), roots(), "security.roots = [\"/\"]");
    assertTrue(refusal.contains("leads out"), refusal);
  }

  private Map<String, String> roots() {
    return Map.of(
        "FORECAST__SECURITY__ROOTS", "[\"" + folder.resolve("root") + "\", \"s3a://bucket/shop\"]");
  }

  private String at(String place) {
    return place.replace("ROOT", folder.resolve("root").toString());
  }

  private ForecastConfig rooted(String place) {
    return fixture
        .load(List.of("storage.data=" + place, "storage.warehouse=" + at("ROOT/w")), roots())
        .config();
  }

  private ForecastConfig load(String place) {
    return fixture.load(List.of("storage.data=" + place), Map.of()).config();
  }

  private void assertRefused(String place, String reason) {
    String refusal = fixture.refusal(List.of("storage.data=" + place), Map.of());
    assertTrue(refusal.contains(reason), refusal);
  }
}
