package io.obdio.bench.trace;

import net.bytebuddy.asm.Advice;

/** The code that is inlined into each method of OBDio. */
final class TraceAdvice {

  private TraceAdvice() {}

  @Advice.OnMethodEnter
  static void enter(
      @Advice.Origin("#t") String type,
      @Advice.Origin("#m") String method,
      @Advice.This(optional = true) Object self) {
    TraceLog.enter(self == null ? type : self.getClass().getName(), method);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class)
  static void exit() {
    TraceLog.exit();
  }
}
