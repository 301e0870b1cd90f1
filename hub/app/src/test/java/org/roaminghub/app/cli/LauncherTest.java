package org.roaminghub.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script {@code hubctl}, with a Java and a Maven that only say how they were called. */
class LauncherTest {

    private static final List<String> TOOLS =
            List.of("sh", "sed", "find", "head", "dirname", "readlink", "touch", "cat", "mkdir", "env", "rm", "mv");

    @TempDir
    private Path folder;

    private Path root;
    private Path jar;
    private Path jdk;
    private Path bin;

    @BeforeEach
    void layOut() throws IOException {
        root = Files.createDirectories(folder.resolve("the repository"));
        Files.copy(Path.of(System.getProperty("project.root", "../.."), "hubctl"), root.resolve("hubctl"));
        executable(root.resolve("hubctl"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        jar = Files.createDirectories(root.resolve("hub/app/target")).resolve("hub.jar");
        jdk = jdk("jdk", "25.0.1");
        bin = Files.createDirectories(folder.resolve("bin"));
        for (var tool : TOOLS) {
            var real = List.of(Path.of("/usr/bin", tool), Path.of("/bin", tool)).stream()
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(bin.resolve(tool), real);
        }
    }

    @Test
    void runsTheJarWithItsArgumentsInTheCallersFolder() throws Exception {
        Files.writeString(jar, "built");

        var run = hubctl("history", "--session", "a b");

        assertThat(run.status()).isZero();
        assertThat(run.output())
                .contains("folder=" + folder.toRealPath())
                .contains("[-jar][" + unpacked() + "][history][--session][a b]")
                .contains("[-Daxoniq.update-checker.disabled=true]");
    }

    @Test
    void rehearsesOnceBeforeBenchmarksAndUsesWhatWasLearntEverywhere() throws Exception {
        Files.writeString(jar, "built");

        assertThat(hubctl("status").output()).doesNotContain("rehears").doesNotContain("AOTCache");
        assertThat(hubctl("start").output()).doesNotContain("rehears").doesNotContain("AOTCache");
        var first = hubctl("bench", "cdr");
        var second = hubctl("demo", "--exit");

        var option = "[-XX:AOTCache=" + unpacked().resolveSibling("hub.aot") + "]";
        assertThat(first.output()).contains("rehearsing once").contains(option).contains("[bench][cdr]");
        assertThat(second.output()).doesNotContain("rehears").contains(option);
        assertThat(hubctl("start").output()).contains(option);
    }

    @Test
    void goesOnWhenTheRehearsalFails() throws Exception {
        Files.writeString(jar, "built");
        jdk = jdk("forgetful", "25.0.1", "false");

        var run = hubctl("bench", "cdr");

        assertThat(run.status()).isZero();
        assertThat(run.output())
                .contains("the rehearsal failed")
                .contains("[bench]")
                .doesNotContain("AOTCache");
        assertThat(hubctl("bench", "cdr").output()).doesNotContain("rehears");
    }

    @Test
    void unpacksAnewAfterABuild() throws Exception {
        Files.writeString(jar, "built");
        hubctl("bench", "cdr");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(hubctl("status").output()).doesNotContain("AOTCache");
    }

    @Test
    void worksThroughALink() throws Exception {
        Files.writeString(jar, "built");
        var link = Files.createSymbolicLink(folder.resolve("link"), root.resolve("hubctl"));

        assertThat(execute(link, "status").output()).contains("[" + unpacked() + "][status]");
    }

    @Test
    void buildsWhenTheJarIsMissing() throws Exception {
        maven("mkdir -p hub/app/target; touch '" + jar + "'");

        var run = hubctl("status");

        assertThat(run.output())
                .contains("building ")
                .contains("maven: [-q][-B][-DskipTests]")
                .contains("[status]");
        assertThat(run.status()).isZero();
        assertThat(hubctl("status").output()).doesNotContain("building ");
    }

    @Test
    void buildsWhenASourceIsNewerAndNotForATest() throws Exception {
        Files.writeString(jar, "built");
        maven("true");
        newer("events/src/test/java/AThingTest.java");
        newer("events/target/classes/src/main/Thing.class");
        assertThat(hubctl("status").output()).doesNotContain("building ");

        newer("events/src/main/java/AThing.java");

        assertThat(hubctl("status").output()).contains("building ");
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        var run = hubctl("status");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("Maven").contains("not on the PATH");
    }

    @Test
    void saysThatTheBuildFailed() throws Exception {
        maven("exit 1");

        var run = hubctl("status");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("the build failed");
    }

    @Test
    void saysThatNoJavaIsNewEnough() throws Exception {
        Files.writeString(jar, "built");
        var script = root.resolve("hubctl");
        Files.writeString(script, Files.readString(script).replace("NEEDED=25", "NEEDED=999"));

        var run = hubctl("status");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("needs a JDK 999").contains("JAVA_HOME");
    }

    @Test
    void asksAJavaThatHasNoReleaseFile() throws Exception {
        Files.writeString(jar, "built");
        Files.delete(jdk.resolve("release"));

        assertThat(hubctl("status").status()).isZero();
    }

    private Path unpacked() throws IOException {
        return root.toRealPath().resolve("hub/app/target/hub/hub.jar");
    }

    private record Run(int status, String output) {}

    private Run hubctl(String... args) throws Exception {
        return execute(root.resolve("hubctl"), args);
    }

    private Run execute(Path script, String... args) throws Exception {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        var log = folder.resolve("output");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("JAVA_HOME", jdk.toString());
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }

    private Path jdk(String name, String version) throws IOException {
        return jdk(name, version, "echo learnt >\"$1\"");
    }

    private Path jdk(String name, String version, String rehearsal) throws IOException {
        var home = Files.createDirectories(folder.resolve(name));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        var java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "%s"' >&2; exit 0; fi
                case "$*" in
                    *" extract --destination "*) while [ $# -gt 1 ]; do shift; done; mkdir -p "$1"; touch "$1/hub.jar"; exit 0 ;;
                    *" bench rehearse "*) while [ $# -gt 1 ]; do shift; done; %s; exit $? ;;
                esac
                echo "folder=$(pwd -P)"
                printf '[%%s]' "$@"
                """.formatted(version, rehearsal));
        executable(java);
        return home;
    }

    private void maven(String does) throws IOException {
        var mvn = bin.resolve("mvn");
        Files.writeString(mvn, "#!/bin/sh\nprintf 'maven: '; printf '[%s]' \"$@\"; echo\n" + does + "\n");
        executable(mvn);
    }

    private void newer(String path) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "new");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    }

    private static void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
