package io.obdio.socketio.app;

import io.obdio.socketio.access.AccessKey;
import io.obdio.socketio.access.KeyFileEditor;
import io.obdio.socketio.access.KeyGenerator;
import io.obdio.socketio.access.KeyHash;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.access.VehiclePattern;
import io.obdio.socketio.app.failure.FileChecks;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.app.terminal.Console;
import io.obdio.socketio.http.Network;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code obdio keys}: manages the keys of clients. */
@Command(
    name = "keys",
    description = "Manages the keys of clients. The server reads the file again when it changes.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {KeysCommand.New.class, KeysCommand.Listing.class, KeysCommand.Revoke.class})
final class KeysCommand {

  /** The file that the subcommands edit. */
  static final class FileFlag {
    @Option(
        names = "--keys",
        paramLabel = "FILE",
        defaultValue = "obdio-keys.yaml",
        description = "The key file. Default: ${DEFAULT-VALUE}.")
    Path file = Path.of("");

    KeyFileEditor editor() {
      return new KeyFileEditor(file);
    }
  }

  /** {@code obdio keys new}: creates a key and prints it once. */
  @Command(
      name = "new",
      description = "Creates a key and prints it once. Only its hash is stored.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class New implements Callable<Integer> {

    @picocli.CommandLine.Mixin FileFlag flag = new FileFlag();

    @Option(
        names = "--name",
        required = true,
        paramLabel = "NAME",
        description = "Name of the key.")
    String name = "";

    @Option(
        names = "--scopes",
        required = true,
        split = ",",
        paramLabel = "SCOPE",
        description = "Any of read, watch, query, clear, connect, control, admin.")
    List<String> scopes = List.of();

    @Option(
        names = "--expires",
        paramLabel = "DATE",
        description = "Last day on which the key is valid, such as 2027-12-31. Default: none.")
    @Nullable String expires;

    @Option(
        names = "--from",
        split = ",",
        paramLabel = "NETWORK",
        description = "Addresses or networks of clients, such as 192.168.1.0/24. Default: any.")
    List<String> from = List.of();

    @Option(
        names = "--vehicles",
        split = ",",
        paramLabel = "PATTERN",
        description =
            "Vehicles of 'obdio fleet' that clients may see, such as VAN-*,truck-7. Default: all.")
    List<String> vehicles = List.of();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      String key = KeyGenerator.generate();
      AccessKey added = accessKey(key);
      FileChecks.requireWritable(flag.file);
      flag.editor().add(added);
      PrintWriter out = Console.out(spec);
      out.println(key);
      out.flush();
      PrintWriter err = Console.err(spec);
      err.println(
          "Stored in "
              + flag.file
              + ". The key is not shown again; clients send it in the header X-API-KEY.");
      err.flush();
      return 0;
    }

    private AccessKey accessKey(String key) {
      try {
        return new AccessKey(
            name,
            KeyHash.of(key),
            scopes(),
            end(),
            from.stream().map(Network::parse).toList(),
            vehicles.stream().map(VehiclePattern::new).toList());
      } catch (IllegalArgumentException e) {
        throw new UserError(String.valueOf(e.getMessage()));
      }
    }

    private Set<Scope> scopes() {
      Set<Scope> set = EnumSet.noneOf(Scope.class);
      for (String word : scopes) {
        set.add(
            Scope.ofWord(word.strip())
                .orElseThrow(
                    () ->
                        new UserError(
                            "unknown scope '"
                                + word
                                + "'; there are "
                                + String.join(
                                    ", ",
                                    EnumSet.allOf(Scope.class).stream()
                                        .map(Scope::word)
                                        .toList()))));
      }
      return set;
    }

    private @Nullable Instant end() {
      if (expires == null) {
        return null;
      }
      try {
        return LocalDate.parse(expires).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      } catch (DateTimeException e) {
        throw new UserError("--expires " + expires + ": expected a date such as 2027-12-31");
      }
    }
  }

  /** {@code obdio keys list}: prints names, scopes and limits. */
  @Command(
      name = "list",
      description = "Lists the keys: name, scopes, expiry, networks, vehicles.",
      mixinStandardHelpOptions = true)
  static final class Listing implements Callable<Integer> {

    @picocli.CommandLine.Mixin FileFlag flag = new FileFlag();

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (!Files.exists(flag.file)) {
        throw new UserError(flag.file + ": no such file; 'obdio keys new' creates it");
      }
      PrintWriter out = Console.out(spec);
      for (AccessKey key : flag.editor().list()) {
        List<String> words = new ArrayList<>();
        EnumSet.allOf(Scope.class).stream()
            .filter(key.scopes()::contains)
            .forEach(scope -> words.add(scope.word()));
        out.printf(
            "%-20s %s%s%s%s%s%n",
            key.name(),
            String.join(",", words),
            key.expires() == null ? "" : "  until " + key.expires(),
            key.isValidAt(Instant.now()) ? "" : " (expired)",
            key.from().isEmpty() ? "" : "  from " + key.from(),
            key.vehicles().isEmpty() ? "" : "  vehicles " + key.vehicles());
      }
      out.flush();
      return 0;
    }
  }

  /** {@code obdio keys revoke NAME}: removes a key. */
  @Command(
      name = "revoke",
      description = "Removes a key; the server ends its sessions within seconds.",
      mixinStandardHelpOptions = true)
  static final class Revoke implements Callable<Integer> {

    @picocli.CommandLine.Mixin FileFlag flag = new FileFlag();

    @Parameters(paramLabel = "NAME", description = "Name of the key.")
    String name = "";

    @Override
    public Integer call() throws IOException {
      if (!flag.editor().remove(name)) {
        throw new UserError(flag.file + ": there is no key '" + name + "'");
      }
      return 0;
    }
  }
}
