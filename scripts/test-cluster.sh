#!/usr/bin/env bash
# Runs the Snakemake workflow on a Slurm cluster of this one machine and compares its corpus with that of one run, byte
# by byte. Starts munged, slurmctld and slurmd on the loopback interface with keys, state and logs in a folder of its
# own, and stops them. As root. Needs: apt-get install snakemake slurm-wlm munge
set -euo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/.."
for program in snakemake munged slurmctld slurmd; do
  command -v $program >/dev/null ||
    { echo "test-cluster: $program is missing; apt-get install snakemake slurm-wlm munge" >&2; exit 1; }
done
. scripts/workflow_story.sh

work=$(mktemp -d)
chmod 755 "$work"
daemons=()
stop() {
  for ((i = ${#daemons[@]} - 1; i >= 0; --i)); do
    kill "${daemons[i]}" 2>/dev/null && wait "${daemons[i]}" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap stop EXIT

mkdir -m 700 "$work/munge"
head -c 1024 /dev/urandom > "$work/munge/key"
chmod 600 "$work/munge/key"
munged --foreground --force --key-file="$work/munge/key" --socket="$work/munge.socket" \
  --pid-file="$work/munge/pid" --log-file="$work/munge/log" --seed-file="$work/munge/seed" &
daemons+=($!)

mkdir "$work/spool" "$work/state"
export SLURM_CONF=$work/slurm.conf
cat > "$SLURM_CONF" <<CONF
ClusterName=qiao
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SlurmdSpoolDir=$work/spool
StateSaveLocation=$work/state
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=8000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
slurmctld -D &
daemons+=($!)
slurmd -D &
daemons+=($!)
for ((i = 0; ; ++i)); do
  sinfo --noheader --format=%t 2>/dev/null | grep -q idle && break
  ((i < 60)) || { echo "test-cluster: Slurm does not start" >&2; tail -n 5 "$work"/slurm*.log >&2; exit 1; }
  sleep 1
done

export XDG_CACHE_HOME=$work/cache
prepare "$work"
snakefile=$PWD/corpora/workflow/Snakefile
profile=$PWD/corpora/workflow/profiles/slurm
(cd "$work" && snakemake --quiet -s "$snakefile" --profile "$profile" --latency-wait 5 \
  --config source=zh target=de output=sharded parts=3 qiao="$qiao")
compare "$work"
echo "test-cluster: three jobs under Slurm make the same corpus as one run"
