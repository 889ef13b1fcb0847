import java.nio.file.Path;

/**
 * What a run stands on.
 *
 * @param skein the command
 * @param folder for all that is written, which goes away with the run
 */
record Ground(Path skein, Path folder) {}
