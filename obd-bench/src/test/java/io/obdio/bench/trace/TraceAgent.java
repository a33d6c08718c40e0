package io.obdio.bench.trace;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.isSynthetic;
import static net.bytebuddy.matcher.ElementMatchers.isTypeInitializer;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * A Java agent that records every entry into a method of OBDio with its thread and depth, and
 * writes the record when the program ends. Its option is the file to write.
 */
public final class TraceAgent {

  private TraceAgent() {}

  /** Instruments the classes of OBDio as they are loaded. */
  public static void premain(String file, Instrumentation instrumentation) {
    new AgentBuilder.Default()
        .type(nameStartsWith("io.obdio.").and(not(nameStartsWith("io.obdio.bench."))))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(
                    Advice.to(TraceAdvice.class)
                        .on(
                            isMethod()
                                .and(not(isSynthetic()))
                                .and(not(isConstructor()))
                                .and(not(isTypeInitializer())))))
        .installOn(instrumentation);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    TraceLog.write(Path.of(file));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                },
                "trace-writer"));
  }
}
