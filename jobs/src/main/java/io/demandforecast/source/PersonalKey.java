package io.demandforecast.source;

import io.demandforecast.digest.Sha256;
import io.demandforecast.failure.ForecastException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes personal values with a key that an environment variable holds: HMAC-SHA-256 (RFC 2104),
 * cut to 128 bits, as 32 hex digits. Whoever has the key can tell whether a value he knows is
 * meant; without it nobody can.
 */
public final class PersonalKey implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 32;
  private static final int BYTES_KEPT = 16;

  private final String variable;
  private final byte[] key;

  private PersonalKey(String variable, byte[] key) {
    this.variable = variable;
    this.key = key;
  }

  /** The key that a variable holds; asked for only when something is to be hashed. */
  public static PersonalKey of(String variable, Map<String, String> environment) {
    String secret = Optional.ofNullable(environment.get(variable)).orElse("").strip();
    return new PersonalKey(variable, secret.getBytes(StandardCharsets.UTF_8));
  }

  /** Of those who hash nothing. */
  public static PersonalKey none() {
    return new PersonalKey("security.personal-key-variable", new byte[0]);
  }

  /** Whether there is a key that hashes. */
  public boolean isThere() {
    return key.length >= SHORTEST;
  }

  /**
   * Checks that there is a key.
   *
   * @param what needs it
   * @throws ForecastException of the configuration where there is none, or one too short to be a
   *     secret
   */
  public void require(String what) {
    if (!isThere()) {
      throw ForecastException.configuration(
          what
              + " is hashed with the key that the environment variable "
              + variable
              + " holds, and it holds "
              + (key.length == 0 ? "none" : "one of less than " + SHORTEST + " characters")
              + ". Make one once, keep it safe, and set it for every load: openssl rand -hex 32");
    }
  }

  /** The hash of a value; null of null. */
  public String hash(String value) {
    if (value == null) {
      return null;
    }
    require("a personal value");
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES_KEPT));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /**
   * What a record says of a value in its place: with a key its keyed digest, without one so few
   * bits of its SHA-256 that many values have them.
   */
  public String digest(String value) {
    return isThere()
        ? "hmac-sha256:" + hash("digest of " + value)
        : "sha256/16:" + Sha256.of(value).substring(0, 4);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "key of " + variable;
  }
}
