package io.demandforecast.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A setting with its value; the loader of the configuration looks at what they are. */
final class SettingConverter implements ITypeConverter<String> {

  @Override
  public String convert(String text) {
    if (text.indexOf('=') < 1) {
      throw new TypeConversionException(
          "'" + text + "' has no value. Write key=value, as training.seed=7.");
    }
    return text;
  }
}
