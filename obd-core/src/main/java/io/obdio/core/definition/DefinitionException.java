package io.obdio.core.definition;

import org.jspecify.annotations.Nullable;

/** A whole file cannot be used; the message names it and says why. */
public final class DefinitionException extends Exception {

  private static final long serialVersionUID = 1L;

  DefinitionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
