package io.obdio.elm327.command;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The identity of an adapter and the commands that it lacks. Kept when the port is opened again, so
 * that no command is refused over and over. Safe for use by several threads.
 */
public final class Capabilities {

  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Set<AtCommand> missing = EnumSet.noneOf(AtCommand.class);

  @GuardedBy("lock")
  private String identity = "";

  /** Null until the adapter was asked. */
  @GuardedBy("lock")
  private @Nullable String stn;

  /** Returns false if the adapter does not know the command. */
  public boolean has(AtCommand command) {
    lock.lock();
    try {
      return !missing.contains(command);
    } finally {
      lock.unlock();
    }
  }

  /** Notes that the adapter does not know a command. */
  public void lacks(AtCommand command) {
    lock.lock();
    try {
      missing.add(command);
    } finally {
      lock.unlock();
    }
  }

  /** Returns all commands that the adapter is known to lack. */
  public Set<AtCommand> missing() {
    lock.lock();
    try {
      return Set.copyOf(missing);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes the adapter's identity. If it has changed, another adapter is connected, and what was
   * learnt about the former one is forgotten.
   *
   * @param newIdentity the answer to {@code AT I}; empty if there was none
   */
  public void identify(String newIdentity) {
    lock.lock();
    try {
      if (!identity.isEmpty() && !newIdentity.isEmpty() && !identity.equals(newIdentity)) {
        missing.clear();
        stn = null;
      }
      if (!newIdentity.isEmpty()) {
        identity = newIdentity;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns the identity, such as {@code ELM327 v1.5}; empty if it is not known. */
  public String identity() {
    lock.lock();
    try {
      return identity;
    } finally {
      lock.unlock();
    }
  }

  /** Notes the answer to {@code STI}; empty if the adapter is not an STN chip. */
  void identifyStn(String newStn) {
    lock.lock();
    try {
      stn = newStn;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the STN chip's identity, such as {@code STN1110 v4.2.0}; empty if the adapter is not an
   * STN chip; null if that is not known yet.
   */
  public @Nullable String stn() {
    lock.lock();
    try {
      return stn;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the names that the adapter reported, such as {@code ELM327 v1.4b (STN1110 v4.2.0)}. */
  @Override
  public String toString() {
    lock.lock();
    try {
      String name = identity.isEmpty() ? "ELM327" : identity;
      return stn == null || stn.isEmpty() ? name : name + " (" + stn + ")";
    } finally {
      lock.unlock();
    }
  }
}
