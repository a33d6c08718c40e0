package io.obdio.socketio.app.cluster;

import io.obdio.socketio.app.config.EnumWords;
import io.obdio.socketio.cluster.ClusterProtocol;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The conversion of a word such as {@code streams} into a protocol. */
final class ProtocolWord implements ITypeConverter<ClusterProtocol> {

  @Override
  public ClusterProtocol convert(String text) {
    try {
      return EnumWords.parse(ClusterProtocol.class, text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
