package org.roaminghub.connector.ocpp.pki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists of revoked certificates in files (PEM or DER), which somebody replaces now and then. */
public final class RevocationLists {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationLists.class);

    private final List<Path> files;
    private final Map<Path, Read> read = new HashMap<>();

    private record Read(FileTime changed, List<X509CRL> lists) {}

    public RevocationLists(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /** Throws IllegalArgumentException for a file that is none. */
    public void check() {
        for (Path file : files) {
            try {
                if (read(file).isEmpty()) {
                    throw new IllegalArgumentException(file + " has no certificate revocation list");
                }
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalArgumentException(file + " is no certificate revocation list", e);
            }
        }
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** As the files are now. One that can't be read counts as it was last. */
    synchronized List<X509CRL> now() {
        List<X509CRL> all = new ArrayList<>();
        for (Path file : files) {
            Read known = read.get(file);
            try {
                FileTime changed = Files.getLastModifiedTime(file);
                if (known == null || !known.changed.equals(changed)) {
                    known = new Read(changed, read(file));
                    read.put(file, known);
                }
            } catch (IOException | GeneralSecurityException e) {
                LOG.warn("ocpp=crl_unreadable problem={}", e.getClass().getName());
            }
            if (known != null) {
                all.addAll(known.lists);
            }
        }
        return all;
    }

    private static List<X509CRL> read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509CRL> lists = new ArrayList<>();
            for (CRL list : CertificateFactory.getInstance("X.509").generateCRLs(in)) {
                lists.add((X509CRL) list);
            }
            return lists;
        }
    }
}
