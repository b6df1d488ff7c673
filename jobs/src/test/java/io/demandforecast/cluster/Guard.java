package io.demandforecast.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How a cluster of a test is guarded: as conf/secure.conf says, installed as spark-defaults.conf,
 * with secrets in the environment alone.
 *
 * @param environment of every process that belongs to the cluster
 * @param client that trusts the pages
 */
record Guard(Map<String, String> environment, HttpClient client) {
  private static final Path SETTINGS = Path.of("..", "conf", "secure.conf");
  private static final String PASSWORD = "a-password-of-the-store";
  private static final String SETTINGS_FOLDER = "SPARK_CONF_DIR";
  private static final String SECRET = "_SPARK_AUTH_SECRET";
  private static final String STORE = "FORECAST_KEYSTORE";

  /** Nobody is kept out. */
  static Guard none() {
    return new Guard(Map.of(), HttpClient.newHttpClient());
  }

  /** The shipped settings, with a certificate made for this machine. */
  static Guard shipped(Path folder) throws Exception {
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.copy(SETTINGS, conf.resolve("spark-defaults.conf"));
    Path store = folder.resolve("keystore.p12");
    makeStore(store);
    Map<String, String> environment =
        Map.of(
            SETTINGS_FOLDER,
            conf.toString(),
            SECRET,
            "the-right-secret-of-this-cluster",
            STORE,
            store.toString(),
            "FORECAST_KEYSTORE_PASSWORD",
            PASSWORD);
    return new Guard(environment, trusting(store));
  }

  /** Of one who has all but the secret. */
  Map<String, String> withWrongSecret() {
    Map<String, String> wrong = new TreeMap<>(environment);
    wrong.put(SECRET, "the-wrong-secret-of-this-cluster");
    return wrong;
  }

  /** Of one whose Spark has all settings but authentication. */
  Map<String, String> withoutAuthentication(Path folder) throws IOException {
    Path conf = Files.createDirectories(folder.resolve("conf-without"));
    List<String> lines =
        Files.readAllLines(SETTINGS).stream()
            .filter(line -> !line.startsWith("spark.authenticate "))
            .toList();
    Files.write(conf.resolve("spark-defaults.conf"), lines);
    Map<String, String> without = new TreeMap<>(environment);
    without.put(SETTINGS_FOLDER, conf.toString());
    return without;
  }

  /** Options of a JVM that is to trust the pages. */
  List<String> trust() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + environment.get(STORE),
        "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  private static void makeStore(Path store) throws IOException, InterruptedException {
    Path log = store.resolveSibling("keytool.log");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "machine",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=" + StandaloneCluster.LOOPBACK,
                "-ext",
                "SAN=IP:" + StandaloneCluster.LOOPBACK)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("no key store: " + Files.readString(log));
    }
  }

  private static HttpClient trusting(Path store) throws Exception {
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      certificates.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("machine", certificates.getCertificate("machine"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .sslContext(context)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
  }
}
