package org.erpconnector.auth.doctor;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;

/** A Java process of this machine. The only class that links against the module jdk.attach, which a JRE may lack. */
final class LocalJvm {
    private LocalJvm() {}

    /**
     * Where its MBeans answer. The JVM's own local agent is started for that, as jconsole does: it stays until the process
     * ends, on a port of all interfaces, and closes what does not come from this machine. The JDK has no way to bind it to
     * the loopback interface alone, nor to stop it.
     */
    static String address(String pid) throws UsageException {
        try {
            VirtualMachine machine = VirtualMachine.attach(pid);
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            throw new UsageException(
                    "the process " + pid + " cannot be asked (" + e.getClass().getSimpleName()
                            + "): it has to be a Java process of this machine, and the doctor run by its user",
                    e);
        }
    }
}
