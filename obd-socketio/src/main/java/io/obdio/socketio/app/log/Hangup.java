package io.obdio.socketio.app.log;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal SIGHUP, with which an administrator has a server read its configuration again. Systems
 * without it, such as Windows, and Java without the module jdk.unsupported are no error. By
 * reflection, because the compiler warns of the only class for signals.
 */
public final class Hangup {

  private static final Logger log = LoggerFactory.getLogger(Hangup.class);

  private Hangup() {}

  /**
   * Runs an action at each SIGHUP, on a thread of the virtual machine.
   *
   * @return whether this system has the signal
   */
  public static boolean on(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object hangup = signal.getConstructor(String.class).newInstance("HUP");
      InvocationHandler calls =
          (proxy, method, args) ->
              switch (method.getName()) {
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> args != null && proxy == args[0];
                case "toString" -> "SIGHUP";
                default -> {
                  action.run();
                  yield null;
                }
              };
      Object proxy =
          Proxy.newProxyInstance(Hangup.class.getClassLoader(), new Class<?>[] {handler}, calls);
      Object unused = signal.getMethod("handle", signal, handler).invoke(null, hangup, proxy);
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      log.debug("this system has no SIGHUP", e);
      return false;
    }
  }
}
