#!/bin/sh
# What Snakemake asks about a job: running, success or failed. By scontrol, which needs no accounting; Slurm forgets a
# job some minutes after its end (MinJobAge), by when Snakemake has asked.
state=$(scontrol --oneliner show job "$1" 2>/dev/null | sed -n 's/.* JobState=\([A-Z_]*\).*/\1/p')
case $state in
  COMPLETED) echo success ;;
  PENDING | CONFIGURING | RUNNING | COMPLETING | SUSPENDED | REQUEUED | RESIZING) echo running ;;
  *) echo failed ;;
esac
