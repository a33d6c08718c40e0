package io.obdio.socketio.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag of the folder of definitions that clients may read and write. */
final class WorkbenchFlags {

  @Option(
      names = "--workbench-folder",
      paramLabel = "FOLDER",
      description = "Folder of definitions that the page Tinker opens and saves. Default: none.")
  @Nullable Path folder;
}
