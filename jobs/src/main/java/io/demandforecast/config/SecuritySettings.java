package io.demandforecast.config;

import java.io.Serializable;
import java.util.List;

/**
 * What keeps data where they belong.
 *
 * @param personalKeyVariable environment variable of the key that personal values are hashed with
 * @param roots folders or URIs that raw files and warehouse must be below; none: anywhere
 * @param schemes file systems that they may be on
 */
public record SecuritySettings(String personalKeyVariable, List<String> roots, List<String> schemes)
    implements Serializable {
  public SecuritySettings {
    roots = List.copyOf(roots);
    schemes = List.copyOf(schemes);
  }
}
