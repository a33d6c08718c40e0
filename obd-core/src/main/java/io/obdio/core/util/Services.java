package io.obdio.core.util;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The providers of a service that could be loaded, and the failures of the others. One provider
 * that is broken, or whose libraries are missing, does not affect the others.
 *
 * @param providers in the order of the class path or module path
 * @param failures a message for each provider that could not be loaded
 */
public record Services<S>(List<S> providers, List<String> failures) {

  private static final Logger LOG = LoggerFactory.getLogger(Services.class);

  /** Ends the search where the service loader fails at the same place again and again. */
  private static final int MAX_FAILURES = 100;

  /** Copies the lists. */
  public Services {
    providers = List.copyOf(providers);
    failures = List.copyOf(failures);
  }

  /** Loads the providers one by one. The caller's module must declare that it uses the service. */
  public static <S> Services<S> load(ServiceLoader<S> loader) {
    List<S> providers = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    Iterator<S> iterator = loader.iterator();
    while (failures.size() < MAX_FAILURES) {
      try {
        if (!iterator.hasNext()) {
          break;
        }
        providers.add(iterator.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        failures.add(reason(e));
        LOG.warn("A provider could not be loaded: {}", reason(e), e);
      }
    }
    return new Services<>(providers, failures);
  }

  /** Returns the message of an error with that of its cause, such as the missing class. */
  public static String reason(Throwable error) {
    Throwable cause = error.getCause();
    return cause == null ? String.valueOf(error.getMessage()) : error.getMessage() + ": " + cause;
  }
}
