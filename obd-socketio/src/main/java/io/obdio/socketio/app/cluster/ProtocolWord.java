package io.obdio.socketio.app.cluster;

import io.obdio.socketio.cluster.ClusterProtocol;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The conversion of a word such as {@code streams} into a protocol. */
final class ProtocolWord implements ITypeConverter<ClusterProtocol> {

  @Override
  public ClusterProtocol convert(String text) {
    return Arrays.stream(ClusterProtocol.values())
        .filter(protocol -> word(protocol).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected "
                        + Arrays.stream(ClusterProtocol.values())
                            .map(ProtocolWord::word)
                            .collect(Collectors.joining(", "))
                        + "; found '"
                        + text
                        + "'"));
  }

  private static String word(ClusterProtocol protocol) {
    return protocol.name().toLowerCase(Locale.ROOT);
  }
}
