package io.demandforecast.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A master URL in one of the forms that Spark knows. */
final class MasterConverter implements ITypeConverter<String> {
  private static final Pattern FORM =
      Pattern.compile(
          "local(\\[(\\*|[1-9]\\d*)(,\\s*\\d+)?])?|local-cluster\\[.*]|spark://.+|k8s://.+|yarn");

  @Override
  public String convert(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is not a Spark master. Write local[2], local[*], spark://HOST:7077, yarn or "
              + "k8s://https://HOST:PORT.");
    }
    return text;
  }
}
