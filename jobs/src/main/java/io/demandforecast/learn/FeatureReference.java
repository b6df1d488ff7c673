package io.demandforecast.learn;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.metric.BinnedValues;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How the features of the rows that a model was trained on are distributed, and how far from that
 * the rows lay that it would have been asked about at single origins before: all series of one
 * night share a day of the week and a season, which training rows do not.
 *
 * @param features of a row, in order
 */
public record FeatureReference(List<OfFeature> features) implements Serializable {
  private static final int MAGIC = 0x44464831;

  /** Bins of a feature. */
  static final int BINS = 10;

  public FeatureReference {
    features = List.copyOf(features);
  }

  /**
   * One feature.
   *
   * @param trained values of the training rows
   * @param usual the largest population stability index that rows of a single origin had
   */
  public record OfFeature(String name, BinnedValues trained, double usual)
      implements Serializable {}

  /**
   * Drift of the rows of a night.
   *
   * @param index population stability index against the training rows
   * @param usual the largest that origins before the training had
   * @param chance what chance makes of it at most
   * @param rows that it was counted over
   */
  public record Found(String feature, double index, double usual, double chance, long rows) {}

  /**
   * What a night's rows have against those of the training.
   *
   * @param asked rows of some series; NaN for a missing value
   * @param deviations standard deviations that chance is taken above its mean
   */
  public List<Found> drift(List<float[]> asked, double deviations) {
    List<Found> found = new ArrayList<>();
    if (!asked.isEmpty()) {
      List<BinnedValues> bins = features.stream().map(OfFeature::trained).toList();
      long[][] counts = none(bins);
      asked.forEach(row -> add(counts, bins, row));
      for (int i = 0; i < features.size(); i++) {
        OfFeature feature = features.get(i);
        found.add(
            new Found(
                feature.name(),
                feature.trained().stability(counts[i]),
                feature.usual(),
                feature.trained().chance(asked.size(), deviations),
                asked.size()));
      }
    }
    return found;
  }

  static long[][] none(List<BinnedValues> bins) {
    return bins.stream().map(one -> new long[one.bins()]).toArray(long[][]::new);
  }

  static void add(long[][] counts, List<BinnedValues> bins, float[] row) {
    for (int i = 0; i < row.length; i++) {
      counts[i][bins.get(i).bin(row[i])]++;
    }
  }

  static void add(long[][] total, long[][] part) {
    for (int i = 0; i < total.length; i++) {
      for (int bin = 0; bin < total[i].length; bin++) {
        total[i][bin] += part[i][bin];
      }
    }
  }

  /** The bytes {@link #fromBytes} reads back. */
  public byte[] toBytes() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(MAGIC);
      out.writeInt(features.size());
      for (OfFeature feature : features) {
        out.writeUTF(feature.name());
        out.writeDouble(feature.usual());
        out.writeInt(feature.trained().edges().size());
        for (float edge : feature.trained().edges()) {
          out.writeFloat(edge);
        }
        for (long count : feature.trained().counts()) {
          out.writeLong(count);
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws ForecastException where the bytes are none of it
   */
  public static FeatureReference fromBytes(byte[] bytes, String where) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != MAGIC) {
        throw new IOException("it begins otherwise");
      }
      List<OfFeature> features = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        String name = in.readUTF();
        double usual = in.readDouble();
        List<Float> edges = new ArrayList<>();
        for (int edge = in.readInt(); edge > 0; edge--) {
          edges.add(in.readFloat());
        }
        List<Long> counts = new ArrayList<>();
        for (int bin = edges.size() + 2; bin > 0; bin--) {
          counts.add(in.readLong());
        }
        features.add(new OfFeature(name, new BinnedValues(edges, counts), usual));
      }
      return new FeatureReference(features);
    } catch (IOException | IllegalArgumentException e) {
      throw ForecastException.data(
          where
              + " cannot be read as the distribution of a model's features: "
              + e.getMessage()
              + ". Delete it, and the model's features are no longer watched; or train again:"
              + " forecast train",
          e);
    }
  }
}
