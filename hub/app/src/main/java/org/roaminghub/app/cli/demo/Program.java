package org.roaminghub.app.cli.demo;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this program is started once more, in a process of its own: the same Java, the same jar or class path. */
record Program(String java, List<String> learnt, List<String> classes) {

    /** What a rehearsal wrote; others may use it as well. */
    private static final String AOT_CACHE = "-XX:AOTCache=";

    private static final String AOT_QUIET = "-Xlog:aot=off";
    private static final String MAIN = "org.roaminghub.app.HubApplication";

    static Program ofThisProcess() {
        var java = ProcessHandle.current()
                .info()
                .command()
                .orElseGet(() ->
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        var learnt = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith(AOT_CACHE) || option.equals(AOT_QUIET))
                .toList();
        var classPath = System.getProperty("java.class.path");
        return classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)
                ? new Program(
                        java,
                        learnt,
                        List.of("-jar", Path.of(classPath).toAbsolutePath().toString()))
                : new Program(java, learnt, List.of("-cp", classPath, MAIN));
    }

    List<String> command(List<String> flags, List<String> args) {
        var command = new ArrayList<String>();
        command.add(java);
        command.addAll(learnt);
        command.addAll(flags);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Daxoniq.update-checker.disabled=true");
        command.addAll(classes);
        command.addAll(args);
        return command;
    }
}
