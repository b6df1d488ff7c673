package io.demandforecast.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads the files of a demo back, as plainly as can be. */
record DemoTables(Path folder) {

  /** A good row of sales. */
  record Sale(String date, String store, String item, int units) {
    String series() {
      return store + "," + item;
    }
  }

  /** All rows but headers of the files whose names start so. */
  List<String> lines(String prefix) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files()) {
      if (file.getFileName().toString().startsWith(prefix)) {
        List<String> all = content(file).lines().toList();
        lines.addAll(all.subList(1, all.size()));
      }
    }
    return lines;
  }

  /** The header of a file. */
  static String header(Path file) throws IOException {
    return content(file).lines().findFirst().orElseThrow();
  }

  /** The good rows of sales: well formed, and the first of their key. */
  List<Sale> sales() throws IOException {
    Map<String, Sale> sales = new LinkedHashMap<>();
    for (String line : lines("sales-")) {
      String[] fields = line.split(",", -1);
      if (isGood(fields)) {
        Sale sale = new Sale(fields[0], fields[1], fields[2], Integer.parseInt(fields[3]));
        sales.putIfAbsent(sale.series() + sale.date(), sale);
      }
    }
    return List.copyOf(sales.values());
  }

  /** Whether a row of sales is well formed and about a known item and a day that can be. */
  static boolean isGood(String[] fields) {
    return fields.length == 4
        && fields[0].length() == 10
        && fields[0].startsWith("202")
        && !fields[0].equals("2024-02-30")
        && fields[1].startsWith("S")
        && fields[2].startsWith("I")
        && fields[3].length() < 10
        && fields[3].chars().allMatch(Character::isDigit);
  }

  /** Good rows by series. */
  Map<String, List<Sale>> series() throws IOException {
    Map<String, List<Sale>> series = new TreeMap<>();
    for (Sale sale : sales()) {
      series.computeIfAbsent(sale.series(), key -> new ArrayList<>()).add(sale);
    }
    return series;
  }

  /** First field to the rest of each row. */
  Map<String, String> map(String name) throws IOException {
    Map<String, String> map = new HashMap<>();
    for (String line : lines(name)) {
      int comma = line.indexOf(',');
      map.put(line.substring(0, comma), line.substring(comma + 1));
    }
    return map;
  }

  /** SHA-256 of each file, by name. */
  Map<String, String> checksums() throws IOException {
    Map<String, String> checksums = new TreeMap<>();
    for (Path file : files()) {
      checksums.put(file.getFileName().toString(), sha256(Files.readAllBytes(file)));
    }
    return checksums;
  }

  /** SHA-256 of names and checksums of all files. */
  String checksum() throws IOException {
    return sha256(checksums().toString().getBytes(StandardCharsets.UTF_8));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static String content(Path file) throws IOException {
    if (!file.toString().endsWith(".gz")) {
      return Files.readString(file);
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
