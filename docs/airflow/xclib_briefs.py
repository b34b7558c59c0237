"""An Airflow DAG: all briefs every working day, and one notebook by PapermillOperator."""

from __future__ import annotations

from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.providers.papermill.operators.papermill import PapermillOperator

HOME = "/srv/xclib"

with DAG(
    "xclib_briefs",
    schedule="30 6 * * 1-5",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=10)},
):
    briefs = BashOperator(task_id="briefs", bash_command=f"cd {HOME} && .venv/bin/xclib briefs")
    notebook = PapermillOperator(
        task_id="growth",
        input_nb=f"{HOME}/notebooks/growth.ipynb",
        output_nb="/tmp/growth-{{ ds }}.ipynb",
        parameters={"report": "cn-110102-plan-2024", "lang": "zh"},
        kernel_name="python3",
    )
