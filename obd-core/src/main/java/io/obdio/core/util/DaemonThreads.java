package io.obdio.core.util;

import java.util.concurrent.ThreadFactory;

/** Daemon threads with names: none of this project's threads keeps a program running. */
public final class DaemonThreads {

  private DaemonThreads() {}

  /** Returns a thread that is not started yet. */
  public static Thread create(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Starts a thread and returns it. */
  public static Thread start(String name, Runnable task) {
    Thread thread = create(name, task);
    thread.start();
    return thread;
  }

  /** Returns a factory of threads that all have the same name. */
  public static ThreadFactory factory(String name) {
    return task -> create(name, task);
  }
}
