package io.obdio.socketio.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Connections to the database file, and what their errors mean. */
final class Database {

  /** The result codes of a file that is damaged, or is no database at all. */
  private static final Set<SQLiteErrorCode> BROKEN =
      Set.of(SQLiteErrorCode.SQLITE_CORRUPT, SQLiteErrorCode.SQLITE_NOTADB);

  /**
   * Small pages: each transaction adds a few rows to each command, and writes every changed page
   * once. Measured by HistoryLoad of obd-bench: 118 MB an hour instead of 194 MB with 4,096.
   */
  private static final int PAGE_SIZE = 1_024;

  private static final int BUSY_MILLIS = 5_000;

  /** Pages of the log before they are copied to the database: a page that changes often, once. */
  private static final int CHECKPOINT_PAGES = 8_000;

  private static final int MAX_LOG_BYTES = 16_000_000;
  private static final int CACHE_KIBIBYTES = 4_096;

  private static final DateTimeFormatter SUFFIX =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private Database() {}

  /**
   * Opens the database for writing. With the write-ahead log and {@code synchronous = FULL} each
   * transaction is on the disk when it is committed: a loss of power takes nothing of it. One sync
   * in ten seconds costs little.
   */
  static Connection openForWriting(Path file) throws SQLException {
    Connection database = config().createConnection(url(file));
    try (Statement statement = database.createStatement()) {
      // The first two have an effect on an empty file only, before the log is switched on.
      statement.execute("PRAGMA page_size = " + PAGE_SIZE);
      statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
      statement.execute("PRAGMA journal_size_limit = " + MAX_LOG_BYTES);
      return database;
    } catch (SQLException e) {
      database.close();
      throw e;
    }
  }

  /** Opens the database for reading; a reader sees the last transaction and delays nothing. */
  static Connection openForReading(Path file) throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    return config.createConnection(url(file));
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return config;
  }

  private static String url(Path file) {
    return "jdbc:sqlite:" + file.toAbsolutePath();
  }

  /** Returns whether an error shows that the file is damaged. */
  static boolean isBroken(SQLException error) {
    return error instanceof SQLiteException sqlite
        && BROKEN.contains(SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xFF));
  }

  /** Returns the result of SQLite's check of the structure; empty if there is no error. */
  static String check(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
      String result = row.next() ? row.getString(1) : "no result";
      return result.equals("ok") ? "" : result;
    }
  }

  /**
   * Renames a damaged database and its log, so that a new one can be created.
   *
   * @return the new name
   */
  static Path setAside(Path file, Instant now) throws IOException {
    String name = file.getFileName() + ".broken-" + SUFFIX.format(now);
    Path aside = file.resolveSibling(name);
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    for (String part : new String[] {"-wal", "-shm"}) {
      Path log = file.resolveSibling(file.getFileName() + part);
      if (Files.exists(log)) {
        Files.move(log, file.resolveSibling(name + part), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return aside;
  }

  /** Returns the message of an error with what to do about it. */
  static HistoryException explained(Path file, SQLException error) {
    String why = String.valueOf(error.getMessage());
    String advice = "";
    if (error instanceof SQLiteException sqlite) {
      advice =
          switch (SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xFF)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program uses it: close that program";
            case SQLITE_FULL -> "the disk is full: free some space";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
                "check that the folder exists and that this user may write to it";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "it is damaged or no database of SQLite: choose another file";
            default -> "";
          };
    }
    return new HistoryException(
        "the history " + file + " cannot be used: " + (advice.isEmpty() ? why : advice), error);
  }
}
