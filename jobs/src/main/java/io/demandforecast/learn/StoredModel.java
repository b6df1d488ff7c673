package io.demandforecast.learn;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.uncertainty.CalibratedQuantiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the registry keeps of a model in its folder: all that scoring needs, in a form of its own.
 * No class name stands in it, so that reading one can only ever give numbers.
 *
 * @param champion text form of the forecaster that won; that of the trees where they did
 * @param features features of a row, in order
 * @param offset factors of the offset
 * @param buckets buckets of leads
 * @param ensembles trees a bucket; none where the champion is no tree model
 * @param quantiles conformal quantiles of periods and totals
 */
public record StoredModel(
    String champion,
    List<String> features,
    List<String> offset,
    LeadBuckets buckets,
    List<TreeEnsemble> ensembles,
    CalibratedQuantiles quantiles) {
  private static final int MAGIC = 0x44464D31;

  public StoredModel {
    features = List.copyOf(features);
    offset = List.copyOf(offset);
    ensembles = List.copyOf(ensembles);
  }

  /** Whether trees make the forecasts. */
  public boolean hasTrees() {
    return !ensembles.isEmpty();
  }

  /** The bytes {@link #fromBytes} reads back. */
  public byte[] toBytes() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(MAGIC);
      write(out, champion.getBytes(StandardCharsets.UTF_8));
      write(out, String.join("\n", features).getBytes(StandardCharsets.UTF_8));
      write(out, String.join("\n", offset).getBytes(StandardCharsets.UTF_8));
      out.writeInt(buckets.count());
      for (int last : buckets.lastLeads()) {
        out.writeInt(last);
      }
      out.writeInt(ensembles.size());
      for (TreeEnsemble ensemble : ensembles) {
        write(out, ensemble.toBytes());
      }
      write(out, quantiles.toText().getBytes(StandardCharsets.UTF_8));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws ForecastException where the bytes are no model
   */
  public static StoredModel fromBytes(byte[] bytes, String where) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != MAGIC) {
        throw ForecastException.data(
            where + " is no model of this system. Train again: forecast train");
      }
      String champion = text(in);
      List<String> features = lines(text(in));
      List<String> offset = lines(text(in));
      List<Integer> last = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        last.add(in.readInt());
      }
      List<TreeEnsemble> ensembles = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        ensembles.add(TreeEnsemble.fromBytes(read(in)));
      }
      CalibratedQuantiles quantiles = CalibratedQuantiles.fromText(text(in));
      return new StoredModel(
          champion, features, offset, new LeadBuckets(last), ensembles, quantiles);
    } catch (IOException | IllegalArgumentException e) {
      throw ForecastException.data(
          where + " cannot be read as a model: " + e.getMessage() + ". Train again: forecast train",
          e);
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a part of " + length + " bytes is not whole");
    }
    return in.readNBytes(length);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(read(in), StandardCharsets.UTF_8);
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\n"));
  }
}
