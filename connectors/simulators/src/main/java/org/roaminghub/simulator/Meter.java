package org.roaminghub.simulator;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/** The energy meter of one EVSE: a register that only grows, readings signed in OCMF 1.0 with a key of its own. */
final class Meter {

    private final String serial;
    private final KeyPair keys;
    private BigDecimal registerKwh;
    private int pagination;

    Meter(String serial, BigDecimal registerKwh) {
        this.serial = serial;
        this.registerKwh = registerKwh;
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no secp256r1", e);
        }
    }

    String serial() {
        return serial;
    }

    synchronized void add(BigDecimal kwh) {
        registerKwh = registerKwh.add(kwh);
    }

    /** A reading now; {@code nature} as OCPI names it (Start, End), {@code uid} the identification that OCMF carries. */
    synchronized ObjectNode read(String nature, Instant at, String uid) {
        pagination++;
        var payload = Wire.object()
                .put("FV", "1.0")
                .put("GI", "Roaming Hub simulator")
                .put("GS", "SIM-" + serial)
                .put("GV", "1.0")
                .put("PG", "T" + pagination)
                .put("MV", "Zaehlwerk")
                .put("MM", "ZW-3")
                .put("MS", serial)
                .put("IS", true)
                .put("IL", "TRUSTED");
        payload.putArray("IF").add("RFID_PLAIN");
        payload.put("IT", "ISO14443").put("ID", uid);
        payload.putArray("RD")
                .addObject()
                .put("TM", at.toString().replace("Z", ",000+0000 S"))
                .put("TX", nature.equals("Start") ? "B" : "E")
                .put("RV", registerKwh)
                .put("RI", "01-00:98.08.00.FF")
                .put("RU", "kWh")
                .put("ST", "G");
        var plain = Wire.text(payload);
        var signature = Wire.object().put("SA", "ECDSA-secp256r1-SHA256").put("SD", sign(plain));
        return Wire.object()
                .put("nature", nature)
                .put("plain_data", plain)
                .put("signed_data", "OCMF|" + plain + "|" + Wire.text(signature));
    }

    /** Subject public key info, DER in hex. */
    String publicKey() {
        return HexFormat.of().formatHex(keys.getPublic().getEncoded());
    }

    private String sign(String text) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
