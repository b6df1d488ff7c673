package io.demandforecast.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number of at least 1. */
final class CountConverter implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String value) {
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw new TypeConversionException("'" + value + "' is not a whole number of at least 1");
    }
    return Integer.valueOf(value);
  }
}
