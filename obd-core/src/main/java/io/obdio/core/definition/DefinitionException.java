package io.obdio.core.definition;

import org.jspecify.annotations.Nullable;

/** A definition file that cannot be used at all; the message names it and the reason. */
public final class DefinitionException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Creates an exception; {@code message} begins with the name of the file. */
  public DefinitionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
