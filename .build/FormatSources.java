import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Formats the project's Java sources ({@code write}) or names the ones that aren't formatted ({@code check}). */
public final class FormatSources {

    private static final Set<String> LEFT_OUT = Set.of("target", ".git", "node_modules", "data");

    public static void main(String[] args) throws IOException {
        boolean write = args[1].equals("write");
        Path top = Path.of(args[0]);
        Queue<Path> wrong = new ConcurrentLinkedQueue<>();
        List<Path> sources = sources(top);
        sources.parallelStream().forEach(file -> {
            try {
                String before = Files.readString(file);
                String after = formatted(before);
                if (!after.equals(before)) {
                    wrong.add(top.relativize(file));
                    if (write) {
                        Files.writeString(file, after);
                    }
                }
            } catch (Exception e) {
                throw new IllegalStateException(file + ": " + e.getMessage(), e);
            }
        });
        if (wrong.isEmpty() || write) {
            System.out.println(sources.size() + " sources, " + wrong.size() + (write ? " formatted" : " to format"));
            return;
        }
        wrong.stream().sorted().forEach(file -> System.err.println("not formatted: " + file));
        System.err.println("format them with: mvn -N verify -Dformat=write");
        System.exit(1);
    }

    private static String formatted(String source) throws Exception {
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .build());
        String imports = ImportOrderer.reorderImports(
                RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.PALANTIR);
        return formatter.formatSource(imports);
    }

    private static List<Path> sources(Path top) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return LEFT_OUT.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
