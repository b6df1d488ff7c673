package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.Target;
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
import java.util.Optional;

/**
 * What the registry keeps of a model in its folder: all that scoring needs, in a form of its own.
 * No class name stands in it, so that reading one can only ever give numbers.
 *
 * @param champion name of what won: a candidate, or the weighted mean of some
 * @param features features of a row, in order
 * @param offset factors of the offset
 * @param buckets buckets of leads
 * @param members what it is made of
 * @param bias what forecasts are multiplied by
 * @param quantiles conformal quantiles of periods and totals
 */
public record StoredModel(
    String champion,
    List<String> features,
    List<String> offset,
    LeadBuckets buckets,
    List<ModelMember> members,
    BiasFactors bias,
    CalibratedQuantiles quantiles) {
  private static final int MAGIC = 0x44464D33;
  private static final int LEARNS_NOTHING = -1;

  public StoredModel {
    features = List.copyOf(features);
    offset = List.copyOf(offset);
    members = List.copyOf(members);
  }

  /** Whether trees have a part in the forecasts. */
  public boolean hasTrees() {
    return members.stream().anyMatch(ModelMember::hasTrees);
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
      write(out, buckets);
      out.writeInt(members.size());
      for (ModelMember member : members) {
        write(out, member);
      }
      write(out, bias.buckets());
      for (double factor : bias.factors()) {
        out.writeDouble(factor);
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
      LeadBuckets buckets = buckets(in);
      List<ModelMember> members = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        members.add(member(in));
      }
      BiasFactors bias = bias(in);
      CalibratedQuantiles quantiles = CalibratedQuantiles.fromText(text(in));
      return new StoredModel(champion, features, offset, buckets, members, bias, quantiles);
    } catch (IOException | IllegalArgumentException e) {
      throw ForecastException.data(
          where + " cannot be read as a model: " + e.getMessage() + ". Train again: forecast train",
          e);
    }
  }

  private static void write(DataOutputStream out, LeadBuckets buckets) throws IOException {
    out.writeInt(buckets.count());
    for (int last : buckets.lastLeads()) {
      out.writeInt(last);
    }
  }

  private static LeadBuckets buckets(DataInputStream in) throws IOException {
    List<Integer> last = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      last.add(in.readInt());
    }
    return new LeadBuckets(last);
  }

  private static BiasFactors bias(DataInputStream in) throws IOException {
    LeadBuckets buckets = buckets(in);
    List<Double> factors = new ArrayList<>();
    for (int i = BiasSums.cells(buckets); i > 0; i--) {
      factors.add(in.readDouble());
    }
    return new BiasFactors(buckets, factors);
  }

  private static void write(DataOutputStream out, ModelMember member) throws IOException {
    write(out, member.name().getBytes(StandardCharsets.UTF_8));
    out.writeDouble(member.weight());
    out.writeInt(member.learns().map(Target::ordinal).orElse(LEARNS_NOTHING));
    out.writeInt(member.ensembles().size());
    for (TreeEnsemble ensemble : member.ensembles()) {
      write(out, ensemble.toBytes());
    }
  }

  private static ModelMember member(DataInputStream in) throws IOException {
    String name = text(in);
    double weight = in.readDouble();
    int learns = in.readInt();
    if (learns < LEARNS_NOTHING || learns >= Target.values().length) {
      throw new IOException("trees learn nothing numbered " + learns);
    }
    List<TreeEnsemble> ensembles = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      ensembles.add(TreeEnsemble.fromBytes(read(in)));
    }
    return new ModelMember(
        name,
        weight,
        learns == LEARNS_NOTHING ? Optional.empty() : Optional.of(Target.values()[learns]),
        ensembles);
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
